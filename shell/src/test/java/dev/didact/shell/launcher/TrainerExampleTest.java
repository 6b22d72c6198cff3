package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The example `trainer`: a model behind a server that the run keeps, and a trainer that is a command.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class TrainerExampleTest {
    private static final Pattern UNSEEN = Pattern.compile("\"unseen\":\\{\"first\":([0-9.]+),\"last\":([0-9.]+)");

    @TempDir
    Path folder;

    private String run(String rest) throws Exception {
        return new Distribution(folder).print("./didact run examples/trainer/recipe.yaml -o jsonl " + rest);
    }

    private static double[] unseen(String printed) {
        Matcher found = UNSEEN.matcher(printed);
        assertThat(found.find()).describedAs(printed).isTrue();
        return new double[] {Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))};
    }

    @Test
    void theStudentIsServedTrainedSwappedAndRightAboutWordsThatItNeverSaw() throws Exception {
        String printed = run("");

        double[] unseen = unseen(printed);
        assertThat(unseen[0]).isLessThan(0.5);
        assertThat(unseen[1]).isGreaterThan(0.8);
    }

    @Test
    void aRoundThatLearnedFromABadGraderIsRolledBack() throws Exception {
        String printed = run("--arm wrong --rounds 1");

        double[] unseen = unseen(printed);
        assertThat(printed).contains("\"rolledBack\":true");
        assertThat(unseen[1]).isEqualTo(unseen[0]);
    }

    @Test
    void aCassetteOfItReplaysWithoutAServer() throws Exception {
        var distribution = new Distribution(folder);
        String run = "./didact run examples/trainer/recipe.yaml -o jsonl --rounds 1 ";
        String noted = "mkdir bin; printf '#!/bin/sh\\necho \"$@\" >>%s\\nexec %s \"$@\"\\n' \"$PWD/called\""
                + " \"$(command -v python3)\" >bin/python3; chmod +x bin/python3; PATH=$PWD/bin:$PATH ";

        String recorded = distribution.print(run + "--record run.cassette");
        String replayed = distribution.print(noted + run + "--replay run.cassette");

        assertThat(unseen(replayed)).containsExactly(unseen(recorded));
        assertThat(folder.resolve("called"))
                .content()
                .contains("train.py", "check.py")
                .doesNotContain("serve.py");
    }
}
