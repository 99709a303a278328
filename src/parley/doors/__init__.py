"""The doors for programs: five tools and the whole conversation, the same over HTTP, gradio_client and MCP."""
