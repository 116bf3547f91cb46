"""Writes models with the packages that define their formats. Argument: an empty directory."""

import json
import sys
from pathlib import Path

import gguf
import numpy as np
import onnx
from gguf import GGMLQuantizationType as Quant
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save_file

ROOT = Path(sys.argv[1])


def directory(name: str) -> Path:
    path = ROOT / name
    path.mkdir(parents=True)
    return path


def write_safetensors() -> None:
    root = directory("safetensors")
    for dtype in ["bool", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8", "c8"]:
        save_file({"a": np.zeros((3, 2), dtype), "b": np.ones((), dtype)}, root / f"{dtype}.safetensors")
    save_file({}, root / "empty.safetensors", metadata={"format": "np"})
    save_file({"none": np.zeros((0, 4), "f4"), "x" * 300: np.zeros(7, "u1")}, root / "odd.safetensors")
    many = {f"layers.{i}.é": np.full(i, i, "f4") for i in range(500)}
    save_file(many, root / "many.safetensors", metadata={"quote": '"\\/\n\u2028'})


def write_gguf() -> None:
    root = directory("gguf")
    writer = gguf.GGUFWriter(root / "model.gguf", "llama")
    writer.add_uint32("llama.block_count", 2)
    writer.add_array("tokenizer.ggml.tokens", ["a", "b", "é"])
    writer.add_array("tokenizer.ggml.scores", [0.5, 1.5, 2.5])
    writer.add_array("flags", [True, False])
    writer.add_float64("f64", 1.0)
    writer.add_chat_template("{% for m in messages %}{{ m['content'] }}{% endfor %}")
    writer.add_tensor("token_embd.weight", np.zeros((3, 8), "f4"))
    writer.add_tensor("half", np.zeros((5,), "f2"))
    for quant in [Quant.Q4_0, Quant.Q5_1, Quant.Q8_0, Quant.Q4_K, Quant.Q6_K, Quant.IQ4_XS, Quant.TQ1_0]:
        block, size = gguf.GGML_QUANT_SIZES[quant]
        data = np.zeros((2, 3 * size), "u1")
        writer.add_tensor(quant.name, data, raw_dtype=quant)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    aligned = gguf.GGUFWriter(root / "aligned.gguf", "llama")
    aligned.add_custom_alignment(64)
    aligned.add_tensor("a", np.zeros(3, "f4"))
    aligned.add_tensor("b", np.zeros(3, "f4"))
    aligned.write_header_to_file()
    aligned.write_kv_data_to_file()
    aligned.write_tensors_to_file()
    aligned.close()
    vocabulary = gguf.GGUFWriter(root / "vocabulary.gguf", "llama")
    vocabulary.add_array("tokenizer.ggml.tokens", ["a"])
    vocabulary.write_header_to_file()
    vocabulary.write_kv_data_to_file()
    vocabulary.close()


def graph(nodes, weights) -> onnx.ModelProto:
    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 4])
    output = helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 4])
    body = helper.make_graph(nodes, "g", [value], [output], initializer=weights)
    return helper.make_model(body, opset_imports=[helper.make_opsetid("", 21)])


def write_onnx() -> None:
    root = directory("onnx")
    weight = numpy_helper.from_array(np.ones((4, 4), "f4"), "w")
    nodes = [helper.make_node("MatMul", ["x", "w"], ["z"]), helper.make_node("Relu", ["z"], ["y"])]
    onnx.save(graph(nodes, [weight]), root / "plain.onnx")
    typed = [
        helper.make_tensor("w", TensorProto.FLOAT, [4, 4], [1.0] * 16),
        helper.make_tensor("i4", TensorProto.INT4, [3], [1, 2, 3]),
        helper.make_tensor("text", TensorProto.STRING, [2], [b"a", b"b"]),
        helper.make_tensor("f16", TensorProto.FLOAT16, [2], [1.0, 2.0]),
        numpy_helper.from_array(np.zeros((0, 3), "i8"), "none"),
    ]
    onnx.save(graph(nodes, typed), root / "typed.onnx")
    large = numpy_helper.from_array(np.arange(4096, dtype="f4").reshape(4, 1024)[:, :1024], "w")
    external = graph([helper.make_node("Identity", ["x"], ["y"])], [large])
    onnx.save(external, root / "external.onnx", save_as_external_data=True, location="external.data")
    own = helper.make_function(
        "local", "Own", ["a"], ["b"], [helper.make_node("Relu", ["a"], ["b"])], [helper.make_opsetid("", 21)]
    )
    functions = graph([helper.make_node("Own", ["x"], ["y"], domain="local")], [])
    functions.functions.append(own)
    functions.opset_import.append(helper.make_opsetid("local", 1))
    onnx.save(functions, root / "functions.onnx")
    branch = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "b", [], [
        helper.make_tensor_value_info("y", TensorProto.FLOAT, None)])
    condition = numpy_helper.from_array(np.array(True), "c")
    conditional = helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)
    onnx.save(graph([conditional], [condition]), root / "branches.onnx")


def write_refused_onnx() -> None:
    for name, domain in [("microsoft", "com.microsoft"), ("contrib", "ai.onnx.contrib")]:
        root = directory(f"refused/{name}")
        onnx.save(graph([helper.make_node("PyOp", ["x"], ["y"], domain=domain)], []), root / "model.onnx")
    for name, location in [("parent", "../secret"), ("absolute", "/etc/passwd"), ("missing", "gone")]:
        root = directory(f"refused/{name}")
        tensor = numpy_helper.from_array(np.zeros((4, 4), "f4"), "w")
        onnx.external_data_helper.set_external_data(tensor, location, 0, 64)
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        model = graph([helper.make_node("MatMul", ["x", "w"], ["y"])], [tensor])
        (root / "model.onnx").write_bytes(model.SerializeToString())


def write_numpy() -> None:
    root = directory("numpy")
    save_file({"a": np.zeros(1)}, root / "model.safetensors")
    np.save(root / "numbers.npy", np.arange(6, dtype="f4").reshape(2, 3))
    np.save(root / "fortran.npy", np.asfortranarray(np.zeros((2, 3), "i2")))
    np.save(root / "scalar.npy", np.float64(1))
    np.lib.format.write_array((root / "version2.npy").open("wb"), np.zeros(3, "u1"), version=(2, 0))
    refused = directory("refused/objects")
    np.save(refused / "objects.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    arrays = directory("refused/arrays")
    np.savez(arrays / "arrays.npz", a=np.array([{"a": 1}], dtype=object))
    records = directory("refused/records")
    np.save(records / "records.npy", np.zeros(2, dtype=[("a", "f4"), ("b", "O")]), allow_pickle=True)


write_safetensors()
write_gguf()
write_onnx()
write_refused_onnx()
write_numpy()
print(json.dumps(sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file())))
