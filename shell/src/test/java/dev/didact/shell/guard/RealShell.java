package dev.didact.shell.guard;

import dev.didact.engine.Workspace;
import dev.didact.shell.Main;
import dev.didact.shell.output.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shell in this process, over the real engine.
///
/// @param folder where it is started
/// @param variables its environment
record RealShell(Path folder, Map<String, String> variables) {
    /// What a line did.
    record Ended(int code, String out, String err) {
        String all() {
            return out + err;
        }
    }

    Ended run(String line) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var environment = new Environment(variables, folder, Optional.empty(), false, false, false);
        int code = Main.run(
                List.of("-c", line), new ByteArrayInputStream(new byte[0]), out, err, environment, Workspace::open);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
