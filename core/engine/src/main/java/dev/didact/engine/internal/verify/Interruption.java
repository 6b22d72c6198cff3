package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.engine.internal.host.PluginFault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/// Whether a call that waits for the network ends when somebody interrupts it.
final class Interruption {
    private Interruption() {}

    /// Something that may wait for the network.
    interface Waiting {
        /// Does it.
        Object run(Around around) throws DidactException, InterruptedException;
    }

    /// Looks. What never reaches for the network is no finding. The host waits no longer for the end of what was
    /// interrupted than it says.
    static void look(Looked<?> looked, Findings findings, Waiting waiting) throws InterruptedException {
        var reached = new CompletableFuture<Boolean>();
        Http endless = _ -> {
            reached.complete(true);
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody opens this latch");
        };
        Thread thread = Thread.ofVirtual().name("didact-look-interrupted").start(() -> {
            try {
                waiting.run(Around.USUAL.reaching(endless));
            } catch (DidactException | InterruptedException | PluginFault e) {
                // How it ended is looked at below.
            } finally {
                reached.complete(false);
            }
        });
        try {
            if (!reached.get()) {
                return;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        thread.interrupt();
        thread.join();
        String does = switch (looked.end().get()) {
            case INTERRUPTED -> "";
            case ANSWERED -> "gives an answer";
            case FAILED -> "throws something else";
            case NOT_YET -> "goes on";
        };
        if (!does.isEmpty()) {
            findings.refused(
                    does + " where it was interrupted while it waited for the network",
                    "let InterruptedException come out; catch Exception nowhere around Http.send");
        }
    }
}
