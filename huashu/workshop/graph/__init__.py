"""``huashu graph``: the flow of a scene, read from the code, the rules and the scripts, drawn as Mermaid or SVG."""
