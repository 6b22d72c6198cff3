didact preview example/recipe.yaml -n 2
didact run example/recipe.yaml
