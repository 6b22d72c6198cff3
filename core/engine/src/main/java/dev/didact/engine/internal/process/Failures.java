package dev.didact.engine.internal.process;

import dev.didact.api.Fault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How often a program failed in a row. It is counted together for all conversations that are open with the same
/// program and begin with the same line, because what one of them finds out the others need not find out again. Safe
/// for use by many threads.
final class Failures implements AutoCloseable {
    private static final int MOST_IN_A_ROW = 5;
    private static final Map<Key, Failures> OPEN = new HashMap<>();

    private final Key key;
    private int holders;
    private int inRow;
    private String last = "";

    private Failures(Key key) {
        this.key = key;
    }

    /// What makes two conversations those with one program.
    private record Key(List<String> command, Path folder, ObjectNode opening) {}

    /// The count of a program, for a conversation that closes it at its end.
    ///
    /// @param opening the first line that it is told
    static Failures of(Program program, ObjectNode opening) {
        synchronized (OPEN) {
            Failures failures =
                    OPEN.computeIfAbsent(new Key(program.command(), program.folder(), opening), Failures::new);
            failures.holders++;
            return failures;
        }
    }

    /// The program answered.
    synchronized void end() {
        inRow = 0;
    }

    /// The program failed once more.
    synchronized void add(Fault fault) {
        inRow++;
        last = fault.message();
    }

    /// How often it failed since it answered.
    synchronized int inRow() {
        return inRow;
    }

    /// Why the program is asked no more, where it failed too often; the rest of a sentence that begins with it.
    synchronized Optional<String> tooMany() {
        return inRow < MOST_IN_A_ROW
                ? Optional.empty()
                : Optional.of("is not asked any more in this run, because it failed " + inRow
                        + " times in a row; the last time: " + last);
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            holders--;
            if (holders == 0) {
                OPEN.remove(key);
            }
        }
    }
}
