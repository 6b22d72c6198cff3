package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.didact.api.Fault;
import dev.didact.api.config.SecretName;
import dev.didact.engine.Contexts;
import dev.didact.engine.KnownSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class ProgramTest {
    @TempDir
    Path folder;

    private List<String> output(String... command) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(command[0])), command[0] + " is not there");
        var program = new Program(
                "it", List.of(command), Map.of("FROM_RECIPE", "yes"), folder, Optional.empty(), NOPLogger.NOP_LOGGER);
        Process process = program.start().process();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void aProgramSeesPathHomeLanguageItsMarkAndWhatTheRecipeNames() throws Exception {
        assertThat(output("/usr/bin/env"))
                .contains("FROM_RECIPE=yes", "PATH=" + System.getenv("PATH"))
                .allMatch(line -> line.matches("(PATH|HOME|LANG|FROM_RECIPE|DIDACT_PROCESS)=.*"));
    }

    @Test
    void aProgramRunsInTheRecipesFolder() throws Exception {
        assertThat(output("/bin/pwd")).containsExactly(folder.toRealPath().toString());
    }

    @Test
    void theLastWordsOfAProgramThatIsKilledCanBeRead() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "/bin/sh is not there");
        List<String> command = List.of("/bin/sh", "-c", "echo no paper >&2; echo ready; exec sleep 600");
        ProcessTree tree = new Program("it", command, Map.of(), folder, Optional.empty(), NOPLogger.NOP_LOGGER).start();
        Process process = tree.process();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");

        tree.kill();

        assertThat(process.errorReader().readLine()).isEqualTo("no paper");
        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void aSecretIsSeenAsTheVariableThatItIsKeptIn() throws Exception {
        var config = new ExecConfig(
                List.of("env"),
                Map.of(),
                List.of(new SecretName("env:SEARCH_KEY")),
                Map.of(),
                List.of(),
                Duration.ofSeconds(60));
        var context = Contexts.at(folder, Map.of("SEARCH_KEY", "sk-73920"), (_, _, _) -> {});

        Program program = Program.of(config, context, Map.of("DIDACT_ROUND", "1"));

        assertThat(program.environment()).isEqualTo(Map.of("SEARCH_KEY", "sk-73920", "DIDACT_ROUND", "1"));
    }

    @Test
    void aSecretThatAProgramGivesAwayIsMasked() {
        KnownSecrets.add("sk-73921");
        var program =
                new Program("program 'env'", List.of("env"), Map.of(), folder, Optional.empty(), NOPLogger.NOP_LOGGER);

        assertThat(program.fault(Fault.Kind.PLUGIN_THREW, "wrote sk-73921").message())
                .startsWith("program 'env' wrote ")
                .doesNotContain("sk-73921");
    }
}
