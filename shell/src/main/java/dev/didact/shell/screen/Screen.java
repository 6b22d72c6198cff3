package dev.didact.shell.screen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;

/// The one writer to the terminal. Any thread may hand it lines; a thread of its own prints them above the line that is
/// being typed, those of up to 50 ms at once, and repaints the status rows at most every 80 ms under the editor's lock.
final class Screen implements AutoCloseable {
    private static final long BATCH = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long REPAINT = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long REFRESH = TimeUnit.MILLISECONDS.toNanos(500);

    private final LockedLineReader reader;
    private final Status status;
    private final Supplier<List<String>> rows;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ReentrantLock painting = new ReentrantLock();
    private final Thread thread;
    private List<String> lines = new ArrayList<>();
    private List<String> shown = List.of();
    private long painted;
    private boolean closed;

    /// @param rows the status rows as they should be now, empty where nothing is going on; asked for from the screen's
    ///     own thread
    Screen(Terminal terminal, LockedLineReader reader, Supplier<List<String>> rows) {
        this.reader = reader;
        this.status = Status.getStatus(terminal);
        this.rows = rows;
        this.painted = System.nanoTime() - REPAINT;
        // A virtual thread, which code of plugins cannot list: an interrupt would end what people see.
        this.thread = Thread.ofVirtual().name("didact-screen").unstarted(this::paint);
    }

    void start() {
        thread.start();
    }

    /// Shows a line that is already printable. Returns at once.
    void print(String line) {
        lock.lock();
        try {
            lines.add(line);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Shows everything handed over so far before it returns.
    void flush() {
        painting.lock();
        try {
            printLines();
        } finally {
            painting.unlock();
        }
    }

    private void paint() {
        while (awaitWork()) {
            painting.lock();
            try {
                printLines();
                paintRows();
            } finally {
                painting.unlock();
            }
        }
    }

    /// Waits until there are lines, then for what follows them closely; without lines, for the next refresh of the
    /// rows. False once closed.
    private boolean awaitWork() {
        lock.lock();
        try {
            long left = REFRESH;
            while (!closed && lines.isEmpty() && left > 0) {
                left = work.awaitNanos(left);
            }
            left = lines.isEmpty() ? 0 : BATCH;
            while (!closed && left > 0) {
                left = work.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException end) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void printLines() {
        List<String> taken;
        lock.lock();
        try {
            taken = lines;
            lines = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        if (!taken.isEmpty()) {
            reader.printAbove(String.join("\n", taken) + "\n");
        }
    }

    private void paintRows() {
        long now = System.nanoTime();
        List<String> wanted = rows.get();
        if (now - painted >= REPAINT && !wanted.equals(shown)) {
            painted = now;
            paintRows(wanted);
        }
    }

    /// The library leaves on the screen what stood in rows that it gives up, so they are painted blank first.
    private void paintRows(List<String> wanted) {
        List<AttributedString> lines =
                wanted.stream().map(AttributedString::fromAnsi).toList();
        List<AttributedString> blank = Collections.nCopies(shown.size(), AttributedString.EMPTY);
        shown = wanted;
        reader.locked(() -> {
            if (lines.size() < blank.size()) {
                status.update(blank);
            }
            status.update(lines);
        });
    }

    /// Shows what is left and takes the status rows away.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        painting.lock();
        try {
            printLines();
            if (!shown.isEmpty()) {
                paintRows(List.of());
            }
        } finally {
            painting.unlock();
        }
    }
}
