"""Files to guides: read Markdown guides into typed records with a citation on every fact."""
