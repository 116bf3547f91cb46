"""Writes a two-layer random model of the Llama architecture as GGUF: python3 make_gguf.py <file>."""

import sys

import gguf
import numpy

HIDDEN, FEED_FORWARD, LAYERS, HEADS, KV_HEADS, CONTEXT = 64, 128, 2, 4, 2, 1024
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)

random = numpy.random.default_rng(0)


def weights(rows, columns):
    return random.normal(0, 0.05, (rows, columns)).astype(numpy.float32)


def add_vocabulary(writer):
    """Three special tokens, every byte, and the letters, as SentencePiece would name them."""
    special = [(b"<unk>", gguf.TokenType.UNKNOWN), (b"<s>", gguf.TokenType.CONTROL), (b"</s>", gguf.TokenType.CONTROL)]
    letters = [chr(code).encode() for code in range(ord("a"), ord("z") + 1)] + ["\u2581".encode()]
    tokens = (
        special
        + [(f"<0x{byte:02X}>".encode(), gguf.TokenType.BYTE) for byte in range(256)]
        + [(letter, gguf.TokenType.NORMAL) for letter in letters]
    )
    writer.add_tokenizer_model("llama")
    writer.add_token_list([token for token, _ in tokens])
    writer.add_token_types([kind for _, kind in tokens])
    writer.add_token_scores([-float(index) for index in range(len(tokens))])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template(CHAT_TEMPLATE)
    return len(tokens)


def add_weights(writer, vocabulary):
    writer.add_tensor("token_embd.weight", weights(vocabulary, HIDDEN))
    writer.add_tensor("output_norm.weight", numpy.ones(HIDDEN, numpy.float32))
    writer.add_tensor("output.weight", weights(vocabulary, HIDDEN))
    key_value = HIDDEN * KV_HEADS // HEADS
    for layer in range(LAYERS):
        matrices = {
            "attn_q": (HIDDEN, HIDDEN),
            "attn_k": (key_value, HIDDEN),
            "attn_v": (key_value, HIDDEN),
            "attn_output": (HIDDEN, HIDDEN),
            "ffn_gate": (FEED_FORWARD, HIDDEN),
            "ffn_up": (FEED_FORWARD, HIDDEN),
            "ffn_down": (HIDDEN, FEED_FORWARD),
        }
        for name, shape in matrices.items():
            writer.add_tensor(f"blk.{layer}.{name}.weight", weights(*shape))
        for name in ["attn_norm", "ffn_norm"]:
            writer.add_tensor(f"blk.{layer}.{name}.weight", numpy.ones(HIDDEN, numpy.float32))


writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("random")
writer.add_context_length(CONTEXT)
writer.add_embedding_length(HIDDEN)
writer.add_block_count(LAYERS)
writer.add_feed_forward_length(FEED_FORWARD)
writer.add_head_count(HEADS)
writer.add_head_count_kv(KV_HEADS)
writer.add_rope_dimension_count(HIDDEN // HEADS)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_file_type(gguf.LlamaFileType.ALL_F32)
add_weights(writer, add_vocabulary(writer))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
