"""Writes a random LoRA adapter of a model: python3 make_adapter.py <directory> <model> <seed>."""

import json
import os
import sys

import torch
from safetensors.torch import save_file
from transformers import AutoConfig

RANK = 8


def make_weights(config: AutoConfig, seed: int) -> dict[str, torch.Tensor]:
    torch.manual_seed(seed)
    outputs = config.num_attention_heads * config.head_dim
    weights = {}
    for layer in range(config.num_hidden_layers):
        name = f"base_model.model.model.layers.{layer}.self_attn.q_proj"
        weights[f"{name}.lora_A.weight"] = torch.randn(RANK, config.hidden_size)
        weights[f"{name}.lora_B.weight"] = torch.randn(outputs, RANK)
    return weights


directory, model, seed = sys.argv[1:]
os.makedirs(directory, exist_ok=True)
settings = {"peft_type": "LORA", "r": RANK, "lora_alpha": 16, "target_modules": ["q_proj"], "bias": "none"}
with open(os.path.join(directory, "adapter_config.json"), "w") as file:
    json.dump({**settings, "base_model_name_or_path": model, "task_type": "CAUSAL_LM"}, file)
save_file(make_weights(AutoConfig.from_pretrained(model), int(seed)), os.path.join(directory, "adapter_model.safetensors"))
