didact grade example/answers.jsonl --rubric <%use%> -o table
didact run example/recipe.yaml
didact explain 1/1
