package dev.didact.shell.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Twenty canary keys, handed to programs that say them wherever they can: in answers, in faults, in what they print
/// when they end, in lines that are no answer.
final class SecretsTest {
    private static final int CANARIES = 20;

    private static final String HEAD = """
            import json, os, sys
            keys = [os.environ["CANARY_%d" % i] for i in range(20)]
            print("starting with " + " ".join(keys), file=sys.stderr, flush=True)
            def say(what): print(json.dumps(what), flush=True)
            """;

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private final List<String> canaries = new ArrayList<>();

    @BeforeEach
    void plant() throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "python3"))),
                "skipped: python3 is not on the PATH");
        variables.put("DIDACT_HOME", folder.resolve("home").toString());
        for (int i = 0; i < CANARIES; i++) {
            String canary = "canary-" + i + "-\"q\"-é-" + Integer.toString(7919 * (i + 13), 36);
            canaries.add(canary);
            variables.put("CANARY_" + i, canary);
        }
        program("source.py", """
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m: say({"ready": {}})
                    elif "next" in m:
                        n = m["next"]["index"]
                        if n == 3: sys.exit("the key " + keys[3] + " is wrong")
                        say({"id": m["id"], "done": {"end": True} if n == 8 else
                             {"item": {"id": str(n), "content": "Say " + keys[n], "columns": {"key": keys[n + 1]}}}})
                """);
        program("generator.py", """
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m: say({"ready": {}})
                    elif "generate" in m: say({"id": m["id"], "ask": [{"messages": [{"role": "user", "content": keys[9]}]}]})
                    elif "replies" in m:
                        say({"id": m["id"], "done": {"samples": [{"prompt": keys[10], "response": str(m["replies"]) + keys[11]}]}})
                """);
        program("model.py", """
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m: say({"ready": {"family": keys[12]}})
                    elif "answer" in m: say({"id": m["id"], "done": {"replies": [{"text": "I am " + keys[13]} for c in m["answer"]["calls"]]}})
                """);
        program("rubric.py", """
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m: say({"ready": {"criteria": ["kept"]}})
                    elif "grade" in m:
                        name = m["grade"]["item"]["id"]
                        if name == "1": say({"id": m["id"], "fault": {"kind": "permanent", "message": "no page " + keys[14]}})
                        elif name == "2": sys.exit("cannot use " + keys[15])
                        elif name == "4": print(keys[16], flush=True)
                        elif name == "5": say({"id": m["id"], "done": {"kept": {"level": keys[17]}}})
                        else: say({"id": m["id"], "done": {"kept": {"level": "yes", "evidence": [{"rationale": keys[18]}]}}})
                """);
        program("exporter.py", """
                print(keys[19])
                sys.exit("disk of " + keys[0])
                """);
        String with = "command: [python3, %s], secrets: ["
                + IntStream.range(0, CANARIES).mapToObj(i -> "env:CANARY_" + i).collect(Collectors.joining(", ")) + "]";
        Files.writeString(folder.resolve("recipe.yaml"), """
                didact: recipe/1
                name: canaries
                models:   { talker: { use: exec, with: { %s } } }
                sources:  [ { id: items, use: exec, with: { %s } } ]
                generate: [ { use: exec, model: talker, with: { %s } } ]
                grade:    [ { use: exec, with: { %s, criteria: [ { id: kept } ] } } ]
                """.formatted(
                        with.formatted("model.py"),
                        with.formatted("source.py"),
                        with.formatted("generator.py"),
                        with.formatted("rubric.py")));
    }

    private void program(String name, String body) throws IOException {
        Files.writeString(folder.resolve(name), HEAD + body);
    }

    @Test
    void noCanaryIsInAnyFileOrInAnythingThatIsPrinted() throws IOException {
        var shell = new RealShell(folder, variables);
        var printed = new StringBuilder();
        for (String line : List.of(
                "check recipe.yaml",
                "preview recipe.yaml",
                "run recipe.yaml -o jsonl",
                "runs -o json",
                "samples 1",
                "samples 1 -o json",
                "explain 1/1",
                "explain 1/2",
                "explain 1/5 -o json",
                "report 1 --to report.html",
                "replay 1 --verify",
                "export 1 --to table --format exec --with 'command=[python3, exporter.py]' --with 'secrets=[env:CANARY_0, env:CANARY_19]'",
                "run recipe.yaml --set sources.0.with.command.1=missing.py",
                "grade recipe.yaml --rubric exec --with 'command=[python3, rubric.py]' --with 'secrets=[env:CANARY_1]' --with 'criteria=[{ id: kept }]'")) {
            RealShell.Ended ended = shell.run(line);
            printed.append("$ ").append(line).append('\n').append(ended.all());
        }

        assertThat(printed).contains("***", "run 1").contains("ungraded");
        assertThat(printed.toString()).satisfies(this::holdsNone);
        int files = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .satisfies(this::holdsNone);
                files++;
            }
        }
        assertThat(files).isGreaterThan(10);
        assertThat(Files.readString(folder.resolve(".didact/didact.log"))).contains("starting with ***");
    }

    private void holdsNone(String text) {
        for (String canary : canaries) {
            String plain = canary.substring(0, canary.indexOf('"'));
            String end = canary.substring(canary.lastIndexOf('-'));
            assertThat(text).doesNotContain(canary, plain + "\"", plain + "\\", end);
        }
    }
}
