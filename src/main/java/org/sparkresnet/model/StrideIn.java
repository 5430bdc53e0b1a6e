package org.sparkresnet.model;

/** Which convolution of a down-sampling bottleneck has the stride of 2; names of {@code model.stride-in}. */
public enum StrideIn {
    /** The first 1x1, as the text of arXiv:1512.03385 says; three quarters of its input are never looked at. */
    CONV1X1,
    /** The 3x3, as torchvision and fb.resnet.torch have it: 6 % more arithmetic in ResNet-50, a little more accurate. */
    CONV3X3
}
