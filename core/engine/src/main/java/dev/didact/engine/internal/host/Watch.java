package dev.didact.engine.internal.host;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Looks after calls that may not take any time, on one platform thread for all plugins of the process: nothing that a
/// plugin does can keep it from looking, and a caller need not wake up to keep the time. The thread ends when there has
/// been nothing to look at for a while; one that ends for any other reason is replaced.
final class Watch implements Runnable {
    /// The watch of this process.
    static final Watch ONE = new Watch(30, ConcurrentHashMap.newKeySet());

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Set<Watched> calls;
    private final int idleLooks;
    private volatile boolean looking;

    /// @param idleLooks after how many looks at nothing its thread ends
    /// @param calls holds what is looked after; safe for use by many threads
    Watch(int idleLooks, Set<Watched> calls) {
        this.idleLooks = idleLooks;
        this.calls = calls;
    }

    /// What is looked after.
    interface Watched {
        /// How often to look.
        Duration looks();

        /// Looks.
        void look();
    }

    /// Begins to look after a call.
    void begin(Watched call) {
        calls.add(call);
        if (!looking) {
            start();
        }
    }

    /// Ends that.
    void end(Watched call) {
        calls.remove(call);
    }

    private synchronized void start() {
        if (looking) {
            return;
        }
        boolean started = false;
        looking = true;
        try {
            Thread thread = Thread.ofPlatform().daemon().name("didact-watch").unstarted(this);
            thread.setContextClassLoader(Watch.class.getClassLoader());
            thread.start();
            started = true;
        } finally {
            if (!started) {
                looking = false;
            }
        }
    }

    @Override
    public void run() {
        try {
            Duration pause = Duration.ZERO;
            for (int idle = 0; idle < idleLooks; idle = calls.isEmpty() ? idle + 1 : 0) {
                Thread.sleep(pause);
                pause = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // In this order: who begins a call and still saw somebody looking left it where it is seen here.
            looking = false;
            if (!calls.isEmpty()) {
                start();
            }
        }
    }

    /// Looks at every call once; how long to wait before the next look.
    private Duration look() {
        Duration pause = LONGEST_PAUSE;
        try {
            for (Watched call : calls) {
                Duration looks = call.looks();
                pause = looks.compareTo(pause) < 0 ? looks : pause;
                call.look();
            }
        } catch (Throwable missed) {
            // For lack of memory, say. What was not looked at is looked at the next time.
        }
        return pause;
    }
}
