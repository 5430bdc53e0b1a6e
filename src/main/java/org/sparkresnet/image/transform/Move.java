package org.sparkresnet.image.transform;

import org.sparkresnet.random.NamedRandom;

/** A transform that only says which pixel lands where. */
public sealed interface Move extends Transform permits Transform.Pad, Transform.PadAndCrop, Transform.Flip, CenterCrop {
    /** What {@link #apply} does, behind what has been said before; of {@code random} the same is taken. */
    Placement place(Placement before, NamedRandom random);
}
