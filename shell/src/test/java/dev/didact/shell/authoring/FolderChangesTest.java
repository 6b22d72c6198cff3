package dev.didact.shell.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderChangesTest {
    @TempDir
    Path folder = Path.of("");

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static FutureTask<Boolean> awaiting(Changes changes) {
        var task = new FutureTask<Boolean>(() -> {
            changes.await();
            return true;
        });
        Thread.ofVirtual().start(task);
        return task;
    }

    @Test
    void aFolderThatIsMadeLaterIsSeenWithWhatIsInIt() throws Exception {
        Path classes = folder.resolve("target/classes");
        try (Changes changes = FolderChanges.from(List.of(classes))) {
            var waiting = awaiting(changes);
            write(classes.resolve("org/example/A.class"), "1");
            waiting.get(1, TimeUnit.MINUTES);
            var again = awaiting(changes);
            write(classes.resolve("org/example/A.class"), "2");
            again.get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void whatChangedBeforeAnybodyWaitedCounts() throws Exception {
        write(folder.resolve("recipe.yaml"), "a");
        try (Changes changes = FolderChanges.from(List.of(folder))) {
            write(folder.resolve("recipe.yaml"), "b");
            awaiting(changes).get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void theSameContentAgainAndWhatIsHiddenOrBuiltIsNoChange() throws Exception {
        write(folder.resolve("recipe.yaml"), "a");
        try (Changes changes = FolderChanges.from(List.of(folder))) {
            write(folder.resolve("recipe.yaml"), "a");
            write(folder.resolve(".didact/log"), "line");
            write(folder.resolve("target/didact/file"), "x");
            var waiting = awaiting(changes);
            write(folder.resolve("deep/in/it.txt"), "c");
            waiting.get(1, TimeUnit.MINUTES);
            // Had one of the others counted, the next would not have to wait for this.
            var next = awaiting(changes);
            assertThat(next.isDone()).isFalse();
            write(folder.resolve("recipe.yaml"), "d");
            next.get(1, TimeUnit.MINUTES);
        }
    }
}
