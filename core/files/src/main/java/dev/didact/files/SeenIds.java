package dev.didact.files;

import java.util.Arrays;

/// The ids of a file so far, as 64 bits of each, so that a million take 16 MB and not the heap. Two that differ are
/// taken for one with a likelihood of about n²/2^65 among n.
public final class SeenIds {
    private static final long NONE = 0;

    private long[] slots = new long[64];
    private int count;

    /// Takes note of an id.
    ///
    /// @return whether it is new
    public boolean add(String id) {
        if (count * 2 >= slots.length) {
            long[] before = slots;
            slots = new long[before.length * 2];
            Arrays.stream(before).filter(bits -> bits != NONE).forEach(bits -> slots[place(bits)] = bits);
        }
        long bits = bits(id);
        int place = place(bits);
        if (slots[place] == bits) {
            return false;
        }
        slots[place] = bits;
        count++;
        return true;
    }

    /// Where a value stands, or the free place where it belongs.
    private int place(long bits) {
        int place = (int) (bits >>> 32) & (slots.length - 1);
        while (slots[place] != NONE && slots[place] != bits) {
            place = (place + 1) & (slots.length - 1);
        }
        return place;
    }

    /// FNV-1a over the characters, then mixed so that every bit depends on every character.
    private static long bits(String id) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 33;
        return hash == NONE ? 1 : hash;
    }
}
