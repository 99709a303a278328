"""The models that run: MiniLM's published weights, its tokenizer, and sessions of onnxruntime. Knows nothing of
texts."""
