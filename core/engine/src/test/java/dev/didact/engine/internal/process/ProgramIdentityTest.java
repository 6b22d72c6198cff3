package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ProgramIdentityTest {
    @TempDir
    Path folder;

    private String identity(String config) {
        return ProgramIdentity.sha256For((ObjectNode) JsonMapper.shared().readTree(config), folder);
    }

    @Test
    void anEditedScriptIsAnotherProgramAndAnUntouchedOneTheSame() throws Exception {
        String config = "{\"command\":[\"python3\",\"grade.py\"],\"files\":[\"words.txt\"]}";
        Files.writeString(folder.resolve("grade.py"), "print(1)");
        Files.writeString(folder.resolve("words.txt"), "please");
        Files.writeString(folder.resolve("notes.txt"), "none of it");
        String before = identity(config);

        Files.writeString(folder.resolve("notes.txt"), "changed");
        assertThat(identity(config)).isEqualTo(before).hasSize(64);

        Files.writeString(folder.resolve("words.txt"), "kindly");
        String withOtherWords = identity(config);
        assertThat(withOtherWords).isNotEqualTo(before);

        Files.writeString(folder.resolve("grade.py"), "print(2)");
        assertThat(identity(config)).isNotEqualTo(withOtherWords);
    }

    @Test
    void theConfigurationCountsAndFilesOutsideOfTheFolderDoNot() throws Exception {
        Path recipes = Files.createDirectories(folder.resolve("recipes"));
        Files.writeString(folder.resolve("grade.py"), "print(1)");
        ObjectNode config = (ObjectNode) JsonMapper.shared().readTree("{\"command\":[\"python3\",\"../grade.py\"]}");
        String before = ProgramIdentity.sha256For(config, recipes);

        Files.writeString(folder.resolve("grade.py"), "print(2)");
        assertThat(ProgramIdentity.sha256For(config, recipes)).isEqualTo(before);
        assertThat(ProgramIdentity.sha256For(config.put("deadline", "5s"), recipes))
                .isNotEqualTo(before);
    }
}
