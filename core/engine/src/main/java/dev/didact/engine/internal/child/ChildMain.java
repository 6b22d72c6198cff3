package dev.didact.engine.internal.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;

/// The entry of a process that holds one plugin. Standard input and output are for the protocol: the plugin reads an
/// empty one, and what it prints goes to standard error.
public final class ChildMain {
    /// With which the JVM ends where it runs out of memory.
    private static final int OUT_OF_MEMORY = 3;

    private ChildMain() {}

    /// Answers until standard input ends. Takes no arguments; the first line says what to open.
    public static void main(String[] arguments) throws IOException {
        InputStream questions = System.in;
        PrintStream answers = System.out;
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        new PluginServer(questions, answers, System.err, InstantSource.system(), ChildMain::endFor).serve();
        // Threads that the plugin leaves behind do not keep the process.
        System.exit(0);
    }

    /// Where not the JVM but the JDK found that memory is full, ends as the JVM does: what goes on behind that cannot
    /// be relied on, and the other end says how to give more.
    private static void endFor(OutOfMemoryError full) {
        System.err.println("Terminating due to " + full);
        Runtime.getRuntime().halt(OUT_OF_MEMORY);
    }
}
