package dev.didact.engine.internal.process;

import dev.didact.engine.Contexts;
import dev.didact.engine.OpenContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A host that keeps a server, to be killed.
final class ServingHost {
    private ServingHost() {}

    /// Keeps a server until it is killed.
    ///
    /// @param arguments the folder, the port, and the command of the server
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        OpenContext context = Contexts.at(folder);
        var commands = new ModelServer.Commands(
                List.of(arguments).subList(2, arguments.length),
                List.of(),
                List.of(),
                "/health",
                Duration.ofMinutes(2),
                Map.of());
        var server = new ModelServer(
                "mine", commands, URI.create("http://127.0.0.1:" + arguments[1]), new PlainHttp(), context);
        server.at(Optional.empty());
        Thread.currentThread().join();
    }
}
