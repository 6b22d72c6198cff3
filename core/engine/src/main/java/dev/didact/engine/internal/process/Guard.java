package dev.didact.engine.internal.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lets no server outlive the host. A server does not read standard input, so that it would not notice when the host is
/// killed. A guard beside it does: at the end of input it asks the server to end, and ends it with all that it started
/// (as far as the system shows the variables of processes) if it does not within [#GRACE].
///
/// Where there is no `/bin/sh` the server has no guard: it is ended with the host, but not if the host is killed. And
/// whoever kills host and guard at once keeps the server.
final class Guard {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration AFTER_GRACE = Duration.ofSeconds(5);

    private static final String WATCH = """
            cat >/dev/null
            trap "" TERM
            kill "$1"
            looks=0
            while kill -0 "$1" && [ "$looks" -lt %d ]; do
                sleep 0.1
                looks=$((looks + 1))
            done
            kill -9 "$1"
            for process in /proc/[0-9]*; do
                if grep -aq "DIDACT_PROCESS=$2" "$process/environ" \\
                    && tr '\\000' '\\n' <"$process/environ" | grep -qx "DIDACT_PROCESS=$2"; then
                    kill -9 "${process#/proc/}"
                fi
            done
            """.formatted(GRACE.toMillis() / 100);

    private static final String RUN = """
            exec 3<&0
            watch=$1
            shift
            "$@" </dev/null 1>&2 3<&- &
            server=$!
            env -u DIDACT_PROCESS /bin/sh -c "$watch" guard "$server" "$DIDACT_PROCESS" <&3 >/dev/null 2>&1 3<&- &
            guard=$!
            exec 3<&-
            wait "$server"
            code=$?
            kill "$guard" 2>/dev/null
            exit "$code"
            """;

    private Guard() {}

    /// The program with a guard, where there can be one. All that it writes comes on standard error.
    static Program around(Program program) {
        if (!Files.isExecutable(SHELL)) {
            return program;
        }
        List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", RUN, "serve", WATCH));
        command.addAll(program.command());
        return new Program(
                program.called(), command, program.environment(), program.folder(), program.heap(), program.log());
    }

    /// Asks a guarded program to end, and waits for it as long as its guard does.
    static void stop(LineProcess process) throws InterruptedException {
        process.sayNoMore();
        if (Files.isExecutable(SHELL)) {
            process.exit(GRACE.plus(AFTER_GRACE));
        }
    }
}
