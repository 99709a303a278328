"""The models that run: MiniLM compiled, its tokenizer and published weights, and sessions of onnxruntime. Knows nothing
of texts."""
