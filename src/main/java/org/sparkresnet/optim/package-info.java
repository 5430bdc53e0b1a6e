/**
 * From gradient to update, in one pass over the flat vector.
 *
 * <p>{@link org.sparkresnet.optim.ParameterGroups} says which ranges of the flat vector are weights that decay, which
 * are other trainable parameters, and which are statistics of batch normalization; {@link org.sparkresnet.optim.Sgd}
 * applies the update of each kind. DL4J's own updaters are not used: they lack heavy-ball momentum and go over the
 * vector several times. The package knows DL4J graphs only to read the ranges from them.
 */
package org.sparkresnet.optim;
