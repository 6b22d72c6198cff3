package dev.didact.engine.internal.recipe;

import dev.didact.engine.Place;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The recipes that the tests of this package read.
public final class Recipes {
    public static final String FIRST_RUN = """
            didact: recipe/1
            name: first-run
            random-seed: 7
            models:   { student: { use: student } }
            sources:  [ { id: briefs, use: rank, with: { examples: 500 }, level: { start: 5, stop: 9, raise-at: 0.5 } } ]
            generate: [ { use: answer, model: student, per-item: 1, tries: 2 } ]
            grade:    [ { use: brief } ]                      # criteria form, grounding, completeness, order
            learn:    { use: student, updates: student, start: { from: briefs, steps: 300 }, anchors: { from: briefs, share: 0.3 } }
            measure:  [ { id: held-out, from: briefs, level: 5..9, per-level: 50, rubric: brief, metric: accepted, gate: must-not-fall } ]
            arms:     { verified: {}, vote: { generate.0.per-item: 6, generate.0.tries: 1, grade: [ { use: majority, with: { agree: 5 } } ] }, none: { grade: [] }, more-training: { generate: [] } }
            until:    { rounds: 8 }
            """;

    /// Line 5 is the first below the models.
    static final String TEXTS = """
            didact: recipe/1
            name: texts
            params: { teacher: qwen-72b, n: 3 }
            models: { teacher: { use: openai, with: { model: "${teacher}", base-url: "http://localhost:8000/v1" }, family: qwen } }
            sources: [ { id: notes, use: text, with: { path: notes.md } } ]
            generate:
              - { use: template, model: teacher, per-item: "${n}", with: { prompt: "Ask ${teacher}, not $${teacher}" } }
            """;

    private Recipes() {}

    static RecipeText text(String yaml, Optional<String> arm, String... settings) {
        return new RecipeText(
                "r.yaml", Path.of("recipes"), yaml.getBytes(StandardCharsets.UTF_8), List.of(settings), arm);
    }

    static RecipeText text(byte[] yaml) {
        return new RecipeText("r.yaml", Path.of("recipes"), yaml, List.of(), Optional.empty());
    }

    static Recipe read(String yaml, String... settings) {
        return RecipeReader.read(text(yaml, Optional.empty(), settings), new FixedCatalog());
    }

    static Recipe readArm(String yaml, String arm, String... settings) {
        return RecipeReader.read(text(yaml, Optional.of(arm), settings), new FixedCatalog());
    }

    static String replaceFirst(String yaml, String part, String other) {
        int at = yaml.indexOf(part);
        if (at < 0) {
            throw new AssertionError("no '" + part + "' in the recipe");
        }
        return yaml.substring(0, at) + other + yaml.substring(at + part.length());
    }

    /// The part of a recipe that a problem points at.
    static String pointedAt(String yaml, Problem problem) {
        Place place = problem.place().orElseThrow();
        String line = yaml.lines().toList().get(place.line() - 1);
        return line.substring(place.column() - 1, place.column() - 1 + place.length());
    }

    /// What is wrong with a recipe that is wrong.
    static List<Problem> problems(String yaml, String... settings) {
        try {
            read(yaml, settings);
        } catch (ProblemException e) {
            return e.problems();
        }
        throw new AssertionError("the recipe was read:\n" + yaml);
    }

    /// The one thing that is wrong with a recipe.
    static Problem problem(String yaml, String... settings) {
        List<Problem> problems = problems(yaml, settings);
        if (problems.size() != 1) {
            throw new AssertionError("not one problem: " + problems);
        }
        return problems.getFirst();
    }
}
