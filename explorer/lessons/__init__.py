"""What the lessons compute, without Streamlit: one module a topic, and the chapters and sources."""
