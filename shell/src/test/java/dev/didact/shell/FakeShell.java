package dev.didact.shell;

import dev.didact.shell.command.FakeWorkspace;
import dev.didact.shell.output.Environment;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.List;

/// The whole program as a process of its own, over runs that need no engine.
public final class FakeShell {
    private FakeShell() {}

    public static void main(String[] args) {
        System.exit(Main.run(
                List.of(args),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Environment.ofProcess(() -> false),
                settings -> new FakeWorkspace(settings.folder())));
    }
}
