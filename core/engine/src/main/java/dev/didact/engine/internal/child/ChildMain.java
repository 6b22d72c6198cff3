package dev.didact.engine.internal.child;

import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;

/// The entry of a process that holds one plugin. Standard output is for the protocol: what the plugin prints goes to
/// standard error.
public final class ChildMain {
    private ChildMain() {}

    /// Answers until standard input ends. Takes no arguments; the first line says what to open.
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        new PluginServer(System.in, answers, System.err, InstantSource.system()).serve();
        // Threads that the plugin leaves behind do not keep the process.
        System.exit(0);
    }
}
