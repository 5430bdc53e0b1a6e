/**
 * Trained weights: {@link org.sparkresnet.weights.TrainedNetwork} finds a checkpoint and makes sure that a recipe means its
 * network, {@link org.sparkresnet.weights.WeightsExport} writes it for other programs. Which layers and arrays such a
 * file has is known by package model; nothing here touches DL4J.
 */
package org.sparkresnet.weights;
