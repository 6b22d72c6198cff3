didact run example/recipe.yaml
didact samples 1 -o table
