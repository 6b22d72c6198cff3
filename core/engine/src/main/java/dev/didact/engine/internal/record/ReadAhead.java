package dev.didact.engine.internal.record;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Hands out what is read one after the other, one of it read ahead. Closes what it reads from behind the last.
public abstract class ReadAhead<T> implements Iterator<T>, AutoCloseable {
    private Optional<T> ahead = Optional.empty();
    private boolean ended;

    /// The next one; empty behind the last, after which it is not asked again.
    protected abstract Optional<T> read();

    @Override
    public abstract void close();

    @Override
    public final boolean hasNext() {
        if (ahead.isEmpty() && !ended) {
            ahead = read();
            ended = ahead.isEmpty();
            if (ended) {
                close();
            }
        }
        return ahead.isPresent();
    }

    @Override
    public final T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T next = ahead.orElseThrow();
        ahead = Optional.empty();
        return next;
    }
}
