package dev.didact.shell.command;

import dev.didact.shell.Main;
import dev.didact.shell.output.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests of verbs over a workspace whose runs always come to the same.
abstract class FakeWorkspaceTest {

    @TempDir
    Path folder = Path.of("");

    FakeWorkspace workspace = new FakeWorkspace(Path.of(""));

    record Ended(int code, String out, String err) {
        List<JsonNode> objects() {
            return out.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    @BeforeEach
    void begin() throws IOException {
        workspace = new FakeWorkspace(folder.resolve(".didact"));
        for (String name : List.of(
                "essays",
                "failing",
                "stopped",
                "wrong",
                "unreachable",
                "armless",
                "endless",
                "unmeasured",
                "brief",
                "priceless")) {
            Files.writeString(folder.resolve(name + ".yaml"), name);
        }
        Files.writeString(folder.resolve("in.jsonl"), "{\"id\":\"a\"}\n\nnot json\n");
    }

    Ended run(String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(Map.of(), folder, Optional.empty(), false, false, false);
        int code = Main.run(
                List.of("-c", line),
                new ByteArrayInputStream(new byte[0]),
                out,
                err,
                environment,
                settings -> workspace);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static List<String> names(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }
}
