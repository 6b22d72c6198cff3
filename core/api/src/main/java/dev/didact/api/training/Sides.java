package dev.didact.api.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Which documents training is checked on instead of being learned. A document with all that is made of it is on one
/// side, decided by its content alone, so that it stays there from round to round and from run to run.
final class Sides {
    private static final double HASHES = 1L << 32;

    private final double validation;

    /// @param validation the part of the documents that training is checked on
    Sides(double validation) {
        this.validation = validation;
    }

    enum Side {
        TRAIN,
        VALIDATION,
        /// Made of documents of both sides, so that it is at home on neither.
        NEITHER
    }

    /// The side of what is made of these documents.
    Side of(List<String> documents) {
        long checked = documents.stream().filter(this::isChecked).count();
        if (checked == 0) {
            return Side.TRAIN;
        }
        return checked == documents.size() ? Side.VALIDATION : Side.NEITHER;
    }

    private boolean isChecked(String document) {
        return validation > 0 && hash(document) / HASHES < validation;
    }

    private static double hash(String document) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("validation " + document).getBytes(StandardCharsets.UTF_8));
            return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(hash, 0, Integer.BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
