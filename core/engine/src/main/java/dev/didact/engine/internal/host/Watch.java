package dev.didact.engine.internal.host;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Looks after calls that may not take any time, on one platform thread for all plugins of the process: nothing that a
/// plugin does can keep it from looking, and a caller need not wake up to keep the time. The thread ends when there has
/// been nothing to look at for a while.
final class Watch implements Runnable {
    private static final Watch ONE = new Watch();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int IDLE_LOOKS = 30;

    private final Set<Call<?>> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean looking;

    private Watch() {}

    /// Begins to look after a call.
    static void begin(Call<?> call) {
        ONE.calls.add(call);
        if (!ONE.looking) {
            ONE.start();
        }
    }

    /// Ends that.
    static void end(Call<?> call) {
        ONE.calls.remove(call);
    }

    private synchronized void start() {
        if (!looking) {
            looking = true;
            Thread thread = Thread.ofPlatform().daemon().name("didact-watch").unstarted(this);
            thread.setContextClassLoader(Watch.class.getClassLoader());
            thread.start();
        }
    }

    @Override
    public void run() {
        int idle = 0;
        try {
            while (idle < IDLE_LOOKS || !ends()) {
                idle = calls.isEmpty() ? idle + 1 : 0;
                Thread.sleep(pause());
                calls.forEach(Call::look);
            }
        } catch (InterruptedException e) {
            ends();
        }
    }

    private Duration pause() {
        return calls.stream().map(Call::looks).reduce(LONGEST_PAUSE, (a, b) -> a.compareTo(b) < 0 ? a : b);
    }

    /// Whether there is nothing to do. A call that comes after this starts another thread.
    private synchronized boolean ends() {
        looking = !calls.isEmpty();
        return !looking;
    }
}
