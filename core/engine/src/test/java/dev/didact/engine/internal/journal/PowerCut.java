package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// A disk whose power fails at its nth operation: that operation and all later ones fail. [#loseUnforced] then leaves
/// on the real disk what a power cut would have: entries of folders that were never forced are gone, and of the bytes
/// that were never forced some, none or all are there, with holes.
///
/// With `forcing` false no force reaches the disk although it succeeds: the control that must lose data.
final class PowerCut extends RealDisk {

    private final boolean forcing;
    private final long failAt;
    private long operations;
    private final Map<Path, Long> forcedSizes = new HashMap<>();
    private final Set<Path> unforcedEntries = new HashSet<>();

    PowerCut(long failAt, boolean forcing) {
        this.failAt = failAt;
        this.forcing = forcing;
    }

    synchronized void loseUnforced(SplittableRandom random) throws IOException {
        for (Map.Entry<Path, Long> file : forcedSizes.entrySet()) {
            if (Files.exists(file.getKey())) {
                loseSome(file.getKey(), file.getValue(), random);
            }
        }
        for (Path entry : unforcedEntries) {
            deleteAll(entry);
        }
    }

    private static void loseSome(Path file, long forced, SplittableRandom random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long unforced = channel.size() - forced;
            if (unforced > 0) {
                channel.truncate(forced + random.nextLong(unforced + 1));
                long hole = channel.size() - forced;
                if (random.nextBoolean() && hole > 0) {
                    int length = Math.toIntExact(random.nextLong(hole) + 1);
                    channel.write(ByteBuffer.allocate(length), forced + random.nextLong(hole - length + 1));
                }
            }
        }
    }

    private static void deleteAll(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            for (Path inside : JournalIo.files().list(entry)) {
                deleteAll(inside);
            }
        }
        Files.deleteIfExists(entry);
    }

    private synchronized void operate() throws IOException {
        operations++;
        if (operations >= failAt) {
            throw new IOException("the power is gone");
        }
    }

    private synchronized void made(Path entry) {
        unforcedEntries.add(entry.toAbsolutePath());
    }

    @Override
    public void createDirectory(Path folder) throws IOException {
        operate();
        super.createDirectory(folder);
        made(folder);
    }

    @Override
    public Appending append(Path file) throws IOException {
        operate();
        boolean isNew = !super.exists(file);
        Appending opened = super.append(file);
        if (isNew) {
            made(file);
        }
        synchronized (this) {
            forcedSizes.putIfAbsent(file, isNew ? 0 : opened.size());
        }
        return new Cut(file, opened);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        operate();
        super.rename(from, to);
        Long forced = forcedSizes.remove(from);
        if (forced != null) {
            forcedSizes.put(to, forced);
        }
        unforcedEntries.remove(from.toAbsolutePath());
        made(to);
    }

    @Override
    public void delete(Path file) throws IOException {
        operate();
        super.delete(file);
    }

    @Override
    public synchronized void forceDirectory(Path folder) throws IOException {
        operate();
        if (forcing) {
            unforcedEntries.removeIf(entry -> folder.toAbsolutePath().equals(entry.getParent()));
        }
    }

    private final class Cut implements Appending {

        private final Path file;
        private final Appending opened;

        Cut(Path file, Appending opened) {
            this.file = file;
            this.opened = opened;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            try {
                operate();
            } catch (IOException e) {
                opened.append(bytes.limit(bytes.remaining() / 2));
                throw e;
            }
            opened.append(bytes);
        }

        @Override
        public void force() throws IOException {
            operate();
            if (forcing) {
                synchronized (PowerCut.this) {
                    forcedSizes.put(file, opened.size());
                }
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            operate();
            opened.truncate(size);
            synchronized (PowerCut.this) {
                forcedSizes.merge(file, size, Math::min);
            }
        }

        @Override
        public long size() throws IOException {
            return opened.size();
        }

        @Override
        public void close() throws IOException {
            opened.close();
        }
    }
}
