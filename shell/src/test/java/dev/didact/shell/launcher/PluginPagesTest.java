package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page of each plugin of ours, as the distribution writes it, and the recipes in it. With `-Ddidact.pages=write`
/// the pages are written anew.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
final class PluginPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("didact.root", ".."));
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^```yaml\n(.*?)^```$", Pattern.DOTALL);

    /// What an example needs beside itself, each part on a line that begins with its key.
    private static final String REST = """
            didact: recipe/1
            name: example
            models:   { writer: { use: student } }
            sources:  [ { id: items, use: rank } ]
            generate: [ { use: answer, model: writer } ]
            learn:    { use: student, updates: writer }
            """;

    private static final String PROGRAM = """
            import json, sys
            kind = json.loads(sys.stdin.readline())["open"]
            about = {"rubric": {"criteria": ["polite"]}, "model": {"family": "examples"}}
            print(json.dumps({"ready": about.get(kind, {})}), flush=True)
            for line in sys.stdin:
                message = json.loads(line)
                if "next" in message:
                    item = {"item": {"id": "0", "content": "Bread."}} if message["next"]["index"] == 0 else {"end": True}
                    print(json.dumps({"id": message["id"], "done": item}), flush=True)
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "dev.didact.briefs, plugins/briefs/README.md",
        "dev.didact.student, plugins/student/README.md",
        "dev.didact.sources-text, plugins/sources-text/README.md",
        "dev.didact.sources-jsonl, plugins/sources-jsonl/README.md",
        "dev.didact.sources-csv, plugins/sources-csv/README.md",
        "dev.didact.sources-jdbc, plugins/sources-jdbc/README.md",
        "dev.didact.generators-template, plugins/generators-template/README.md",
        "dev.didact.rubrics-checks, plugins/rubrics-checks/README.md",
        "dev.didact.rubrics-judge, plugins/rubrics-judge/README.md",
        "dev.didact.models-endpoints, plugins/models-endpoints/README.md",
        "dev.didact.models-replies, plugins/models-replies/README.md",
        "dev.didact.exporters-jsonl, plugins/exporters-jsonl/README.md",
        "dev.didact.exec, core/docs/exec.md"
    })
    void aPageIsWhatTheDistributionWritesAndItsRecipesAreRight(String plugin, String file) throws Exception {
        Distribution distribution = new Distribution(folder);
        distribution.print("./didact plugins " + plugin + " --to page.md");
        String page = Files.readString(folder.resolve("page.md"));
        if (System.getProperty("didact.pages", "compare").equals("write")) {
            Files.writeString(ROOT.resolve(file), page);
        }
        assertThat(page).isEqualTo(Files.readString(ROOT.resolve(file)));
        assumeTrue(!page.contains("python3") || Distribution.onPath("python3"), "skipped: python3 is not on the PATH");

        surroundings();
        List<String> lines = new ArrayList<>();
        Matcher examples = EXAMPLE.matcher(page);
        while (examples.find()) {
            String name = "recipe-" + lines.size() + ".yaml";
            Files.writeString(folder.resolve(name), recipe(examples.group(1)));
            lines.add("check " + name);
        }
        assertThat(distribution.print("./didact -c '" + String.join("; ", lines) + "'; echo code $?"))
                .endsWith("code 0\n");
    }

    private void surroundings() throws IOException, SQLException {
        Files.createDirectories(folder.resolve("texts"));
        Files.writeString(folder.resolve("texts/bread.md"), "Flour, water, salt and time make bread.");
        Files.writeString(folder.resolve("prompts.jsonl"), "{\"prompt\": \"What is bread made of?\"}\n");
        Files.writeString(folder.resolve("prompts.csv"), "prompt\nWhat is bread made of?\n");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("questions.db"));
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE question (id INTEGER PRIMARY KEY, prompt TEXT)");
            statement.execute("INSERT INTO question (prompt) VALUES ('What is bread made of?')");
        }
        Files.writeString(folder.resolve("question.md"), "Ask one question about this text.");
        Files.writeString(folder.resolve("program.py"), PROGRAM);
    }

    /// The whole recipe that an example is a part of.
    private static String recipe(String example) {
        String key = example.substring(0, example.indexOf(':') + 1);
        String learn = "learn:";
        StringBuilder recipe = new StringBuilder();
        for (String line : Arrays.asList(REST.split("\n"))) {
            boolean unneeded = line.startsWith(learn) && !key.equals(learn);
            if (!line.startsWith(key) && !unneeded) {
                recipe.append(line).append('\n');
            }
        }
        return recipe.append(example).toString();
    }
}
