package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What an exporter wrote and what it left out.
///
/// @param files what was written
/// @param skipped what was left out, by reason
public record Receipt(List<Written> files, List<Skipped> skipped) {
    public Receipt {
        requireNonNull(files, "files");
        requireNonNull(skipped, "skipped");
        files = List.copyOf(files);
        skipped = List.copyOf(skipped);
    }

    /// One file.
    ///
    /// @param file name within the export's folder
    /// @param samples how many samples it holds
    public record Written(String file, long samples) {
        public Written {
            requireNonNull(file, "file");
        }
    }

    /// What has no place in this form.
    ///
    /// @param reason why, in words
    /// @param samples how many
    public record Skipped(String reason, long samples) {
        public Skipped {
            requireNonNull(reason, "reason");
        }
    }
}
