package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.grading.Verdict;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example in which everything but the loop is a program.
class ExampleRecipeTest {
    @TempDir
    Path folder;

    @BeforeEach
    void python() {
        Python.isNeeded();
    }

    @Test
    void aStudentInPythonLearnsFromItsAcceptedAnswersAndTheyAreExported() throws Exception {
        var settings = new Workspace.Settings(
                folder.resolve("workspace"),
                List.of(),
                Optional.empty(),
                folder.resolve("cache"),
                Optional.of(2),
                true,
                Map.of());
        try (Workspace workspace = Workspace.open(settings)) {
            RunEvent.Finished end = workspace.run(recipe(), _ -> {}).await();

            assertThat(end.status()).isEqualTo(RunEvent.Status.COMPLETED);
            assertThat(end.accepted()).isPositive();
            try (var samples = workspace.view(1).samples()) {
                assertThat(samples.toList()).isNotEmpty().allSatisfy(sample -> {
                    assertThat(sample.sample().response()).startsWith("The ");
                    assertThat(sample.provenance().licence()).isEqualTo("CC0-1.0");
                    assertThat(sample.grade().criteria()).hasSize(2);
                });
            }
            assertThat(workspace.view(1).signals())
                    .contains("program: 'exec' grades ends by a command", "program: 'exec' grades plain by a command");
            String exporter = Python.EXAMPLES.resolve("exporter.py").toString();
            workspace.export(1, "exec", List.of("command=[python3, \"" + exporter + "\"]"), folder.resolve("table"));
            try (var files = Files.list(folder.resolve("table"))) {
                assertThat(files).containsExactly(folder.resolve("table/accepted.csv"));
            }
            assertThat(Files.readAllLines(folder.resolve("table/accepted.csv"))).hasSize((int) end.accepted() + 1);
        }
    }

    @Test
    void programsThatFailCostTheirSamplesAndTheRunGoesOn() throws Exception {
        var settings = new Workspace.Settings(
                folder.resolve("workspace"),
                List.of(),
                Optional.empty(),
                folder.resolve("cache"),
                Optional.of(2),
                true,
                Map.of());
        Python.script(folder, "source.py", """
                import json, sys
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": {}}), flush=True)
                    elif "next" in m:
                        index = m["next"]["index"]
                        if index == 2:
                            sys.exit("page 2 is torn")
                        done = {"item": {"id": str(index), "content": "Write."}} if index < 12 else {"end": True}
                        print(json.dumps({"id": m["id"], "done": done}), flush=True)
                """);
        Python.script(folder, "generator.py", """
                import json, sys
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": {}}), flush=True)
                    elif "generate" in m:
                        name = m["generate"]["item"]["id"]
                        if name == "4":
                            sys.exit("out of ideas")
                        made = {"samples": [{"prompt": "Write.", "response": "Text " + name + "."}]}
                        print(json.dumps({"id": m["id"], "done": made}), flush=True)
                """);
        Python.script(folder, "rubric.py", """
                import json, sys
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": {"criteria": ["good"]}}), flush=True)
                    elif "grade" in m:
                        if m["grade"]["item"]["id"] == "6":
                            print("no opinion", file=sys.stderr)
                            sys.exit(3)
                        print(json.dumps({"id": m["id"], "done": {"good": {"level": "yes"}}}), flush=True)
                """);
        var recipe = new RecipeText(
                "recipe.yaml", folder, """
                didact: recipe/1
                name: faults
                random-seed: 7
                sources:  [ { id: pages, use: exec, with: { command: [python3, source.py] } } ]
                generate: [ { use: exec, with: { command: [python3, generator.py] } } ]
                grade:    [ { use: exec, with: { command: [python3, rubric.py], criteria: [ { id: good } ] } } ]
                """.getBytes(StandardCharsets.UTF_8), List.of(), Optional.empty());
        try (Workspace workspace = Workspace.open(settings)) {
            RunEvent.Finished end = workspace.run(recipe, _ -> {}).await();

            assertThat(end.status()).isEqualTo(RunEvent.Status.COMPLETED);
            assertThat(end.accepted()).isEqualTo(9);
            try (var samples = workspace.view(1).samples()) {
                assertThat(samples.filter(sample -> !(sample.verdict() instanceof Verdict.Accepted)))
                        .singleElement()
                        .satisfies(sample -> {
                            assertThat(sample.item().id()).isEqualTo("6");
                            assertThat(sample.provenance().licence()).isEqualTo("NOASSERTION");
                            assertThat(sample.grade()
                                            .criteria()
                                            .getFirst()
                                            .result()
                                            .toString())
                                    .contains(
                                            "program 'python3 rubric.py' ended with exit code 3; its last lines: no opinion");
                        });
            }
            assertThat(workspace.view(1).rounds().getLast().failed()).isEqualTo(2);
        }
    }

    private static RecipeText recipe() throws Exception {
        return new RecipeText(
                "recipe.yaml",
                Python.EXAMPLES,
                Files.readAllBytes(Python.EXAMPLES.resolve("recipe.yaml")),
                List.of(),
                Optional.empty());
    }
}
