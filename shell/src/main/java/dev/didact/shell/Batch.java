package dev.didact.shell;

import dev.didact.shell.command.Session;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.Statement;
import dev.didact.shell.output.ClosedPipe;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs lines that nobody types: the first error ends the sitting with its exit code.
final class Batch {
    private final Session session;
    private Optional<Statement> current = Optional.empty();

    Batch(Session session) {
        this.session = session;
    }

    int run(Supplier<Chunks> source) {
        try (Chunks chunks = source.get()) {
            while (session.leaving().isEmpty() && chunks.hasNext()) {
                current = Optional.empty();
                for (Statement statement : chunks.next()) {
                    if (session.leaving().isEmpty()) {
                        current = Optional.of(statement);
                        session.execute(statement);
                    }
                }
            }
            return session.leaving().orElse(0);
        } catch (ShellError error) {
            return failed(error);
        } catch (ClosedPipe gone) {
            throw gone;
        } catch (RuntimeException | StackOverflowError unexpected) {
            return failed(session.unexpected(unexpected));
        }
    }

    private int failed(ShellError error) {
        session.report(error, current);
        return error.exitCode();
    }
}
