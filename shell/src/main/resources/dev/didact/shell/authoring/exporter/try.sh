didact run example/recipe.yaml
didact export 1 --to samples --format <%use%>
