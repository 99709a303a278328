"""LangChain with FAISS as its documentation builds it: Markdown split at headings, then by size, similarity search."""

from pathlib import Path

from job import Find, guide_files, minilm, name_of, run
from langchain_community.vectorstores import FAISS
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import MarkdownHeaderTextSplitter, RecursiveCharacterTextSplitter

HEADINGS = [("#" * depth, f"Header {depth}") for depth in range(1, 5)]


def load(_: Path) -> HuggingFaceEmbeddings:
    return HuggingFaceEmbeddings(model_name=minilm())


def build(model: HuggingFaceEmbeddings, guides: Path, folder: Path) -> int:
    by_heading = MarkdownHeaderTextSplitter(HEADINGS, strip_headers=False)
    by_size = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    documents = []
    for path in guide_files(guides):
        sections = by_heading.split_text(path.read_text(encoding="utf-8"))
        for document in by_size.split_documents(sections):
            document.metadata["source"] = name_of(path)
            documents.append(document)
    FAISS.from_documents(documents, model).save_local(str(folder))
    return len(documents)


def open_index(_: Path, folder: Path) -> Find:
    store = FAISS.load_local(str(folder), load(folder), allow_dangerous_deserialization=True)
    return lambda question: store.similarity_search(question, k=5)[0].metadata["source"]


run(load, build, open_index)
