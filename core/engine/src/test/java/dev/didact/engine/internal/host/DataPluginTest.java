package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.PluginCard.State;
import dev.didact.engine.ProblemException;
import dev.didact.engine.TaskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A plugin without code, which adds tasks as data.
class DataPluginTest {
    private static final String MANIFEST = """
            { "schema": 1, "id": "org.example.exams", "version": "1.0.0", "licence": "CC0-1.0",
              "requires": { "didactApi": "^0.1" },
              "contributes": { "tasks": [ { "id": "units", "data": "tasks/units/task.yaml" } ] } }
            """;

    @TempDir
    private Path folder;

    private void pack(String manifest, String file) throws IOException {
        Files.createDirectories(folder.resolve("plugins"));
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("plugins/exams.zip")))) {
            zip.putNextEntry(new ZipEntry(Archive.MANIFEST));
            zip.write(manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(file));
            zip.write('#');
        }
    }

    @ParameterizedTest
    @CsvSource({"tasks/units/task.yaml", "classes/tasks/units/task.yaml"})
    void itsTasksAreFoundByNameAndUnpackedWhenTheyAreRead(String file) throws Exception {
        pack(MANIFEST, file);

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, "org.example.exams").state()).isEqualTo(State.RESOLVED);
            assertThat(Hosts.plugin(host, "org.example.exams").reason()).isEmpty();
            TaskFile task = host.catalog().tasks().getFirst();
            assertThat(task.fullId()).isEqualTo("org.example.exams.units");
            assertThat(folder.resolve("cache")).doesNotExist();
            assertThat(task.location().file()).hasContent("#");
        }
    }

    @Test
    void aTaskThatIsNotInTheArchiveIsToldWithThePlugin() throws Exception {
        pack(MANIFEST, "tasks/others/task.yaml");

        try (PluginHost host = Hosts.open(folder)) {
            TaskFile task = host.catalog().tasks().getFirst();
            assertThatThrownBy(() -> task.location().file())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(
                            "plugin org.example.exams@1.0.0 names tasks/units/task.yaml and has no such file");
        }
    }

    @ParameterizedTest
    @CsvSource({"../task.yaml", "/etc/task.yaml", "tasks/../../task.yaml", "C:/task.yaml", "tasks//task.yaml"})
    void aPathOutOfTheArchiveIsRefused(String path) throws Exception {
        pack(MANIFEST.replace("tasks/units/task.yaml", path), "tasks/units/task.yaml");

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(host.catalog().tasks()).isEmpty();
            assertThat(host.catalog().plugins())
                    .anySatisfy(plugin -> assertThat(plugin.reason()).contains("a path within the archive"));
        }
    }
}
