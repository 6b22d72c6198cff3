package dev.didact.testkit;

import dev.didact.engine.Workspace;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/// A plugin whose code was used, and whether that code is still in memory.
///
/// @param workspace the workspace that it is installed in
/// @param id its id
/// @param loader its class loader
/// @param gone where the loader is told of when it has gone
record UsedPlugin(Workspace workspace, String id, WeakReference<ClassLoader> loader, ReferenceQueue<ClassLoader> gone) {
    /// As the host does it: finalizers and cleaners may hold a loader for a few collections.
    private static final int MOST_COLLECTIONS = 10;

    private static final long WAIT_MILLIS = 200;

    static UsedPlugin of(Hosted hosted) {
        var gone = new ReferenceQueue<ClassLoader>();
        ClassLoader loader = hosted.trial().factory().getClass().getClassLoader();
        return new UsedPlugin(
                hosted.workspace(), hosted.trial().card().plugin(), new WeakReference<>(loader, gone), gone);
    }

    /// Whether its class loader goes.
    boolean isGone() throws InterruptedException {
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            if (gone.remove(WAIT_MILLIS) != null) {
                return true;
            }
        }
        return loader.refersTo(null);
    }
}
