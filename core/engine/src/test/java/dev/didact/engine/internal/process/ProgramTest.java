package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class ProgramTest {
    @TempDir
    Path folder;

    private List<String> output(String... command) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(command[0])), command[0] + " is not there");
        var program = new Program(List.of(command), Map.of("FROM_RECIPE", "yes"), folder, NOPLogger.NOP_LOGGER);
        Process process = program.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void aProgramSeesPathHomeLanguageAndWhatTheRecipeNames() throws Exception {
        assertThat(output("/usr/bin/env"))
                .contains("FROM_RECIPE=yes", "PATH=" + System.getenv("PATH"))
                .allMatch(line -> line.matches("(PATH|HOME|LANG|FROM_RECIPE)=.*"));
    }

    @Test
    void aProgramRunsInTheRecipesFolder() throws Exception {
        assertThat(output("/bin/pwd")).containsExactly(folder.toRealPath().toString());
    }
}
