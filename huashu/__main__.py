from huashu.cli.main import app

app()
