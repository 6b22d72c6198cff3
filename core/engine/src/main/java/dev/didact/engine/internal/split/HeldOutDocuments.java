package dev.didact.engine.internal.split;

import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Purpose;
import dev.didact.engine.internal.identity.Seeds;
import java.util.List;

/// Keeps a share of the documents of a source for measures, so that none is on both sides: not one of its passages,
/// however they overlap. Copies of a document are on one side too, also where another source with the same share gives
/// them, for what counts is the hash of its content. An item made from documents of both sides is on neither.
///
/// @param share which part of the documents, between 0 and 1
/// @param randomSeed what decides which
public record HeldOutDocuments(double share, long randomSeed) {
    /// Whether an item may be drawn for a purpose.
    public boolean gives(Item item, Purpose purpose) {
        if (share == 0) {
            return true;
        }
        List<Boolean> sides =
                item.passages().stream().map(this::isHeldOut).distinct().toList();
        return sides.equals(List.of(purpose == Purpose.HELD_OUT));
    }

    private boolean isHeldOut(Passage passage) {
        long bits = Seeds.of(randomSeed, "held-out documents", passage.origin().sha256());
        return (bits >>> 11) * 0x1p-53 < share;
    }
}
