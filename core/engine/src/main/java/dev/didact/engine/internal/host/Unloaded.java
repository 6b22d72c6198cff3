package dev.didact.engine.internal.host;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Optional;

/// A class loader that nothing should need any more, and whether it is gone.
final class Unloaded {
    /// A loader is gone at the first collection or, where finalizers and cleaners hold it, a few later.
    private static final int MOST_COLLECTIONS = 10;

    private static final long WAIT_MILLIS = 200;

    private final ReferenceQueue<StrictLoader> gone = new ReferenceQueue<>();
    private final WeakReference<StrictLoader> loader;

    Unloaded(StrictLoader loader) {
        this.loader = new WeakReference<>(loader, gone);
    }

    /// What keeps it in memory; empty if it is gone. Asks for garbage collections and waits for them, at most two
    /// seconds, so it is for a thread that nobody waits for.
    Optional<String> leak() throws InterruptedException {
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            if (gone.remove(WAIT_MILLIS) != null) {
                return Optional.empty();
            }
        }
        StrictLoader kept = loader.get();
        return kept == null ? Optional.empty() : Optional.of(LeakCause.of(kept));
    }

    /// Whether it is gone by now, however late.
    boolean isGone() {
        return loader.refersTo(null);
    }
}
