package dev.didact.shell;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// The thread that works on what a person typed. It is a virtual one: code of plugins can list all others and interrupt
/// them, which would look like that person's Ctrl-C. So whatever interrupts the thread that waits for it says nothing,
/// and leaves nothing behind.
final class UnlistedThread {
    private UnlistedThread() {}

    /// Works, and waits for the result until it is there.
    static <T> T run(Supplier<T> work) {
        var task = new FutureTask<>(work::get);
        Thread.ofVirtual().name("main").start(task);
        while (true) {
            try {
                T result = task.get();
                Thread.interrupted();
                return result;
            } catch (InterruptedException nobodyAsked) {
                // Didact interrupts this thread nowhere.
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException unchecked -> throw unchecked;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }
}
