import numpy as np
import pytest
from skimage.feature import hog as published

from dlcourse.course.features.hog import cell_histograms, gradients, hog, normalised_blocks
from dlcourse.data import characters, digits


@pytest.mark.parametrize(("bins", "cell", "block"), [(9, 4, 2), (6, 7, 1), (8, 2, 3), (9, 14, 2), (12, 4, 7)])
def test_agrees_with_scikit_image(bins, cell, block):
    images = characters(20, seed=1).images.astype(float)
    theirs = [
        published(image, orientations=bins, pixels_per_cell=(cell, cell), cells_per_block=(block, block))
        for image in images
    ]
    np.testing.assert_allclose(hog(images, bins=bins, cell=cell, block=block), theirs, atol=1e-6)


def test_agrees_on_images_of_few_grey_levels():
    images = digits().images[:200].astype(float)
    theirs = [published(image, orientations=9, pixels_per_cell=(2, 2), cells_per_block=(2, 2)) for image in images]
    np.testing.assert_allclose(hog(images, cell=2), theirs, atol=1e-6)


@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 135, 170])
def test_a_slope_has_its_own_direction(degrees):
    down, across = np.mgrid[:12, :16]
    angle = np.deg2rad(degrees)
    strength, direction = gradients((np.cos(angle) * across + np.sin(angle) * down)[None])
    inside = np.s_[0, 1:-1, 1:-1]
    np.testing.assert_allclose(strength[inside], 2)
    away = (direction[inside] - degrees + 90) % 180 - 90  # 179.9° and 0° are neighbours
    np.testing.assert_allclose(away, 0, atol=1e-9)


def test_bright_and_dark_exchanged_are_the_same():
    images = characters(5, seed=2).images
    np.testing.assert_allclose(hog(images), hog(1 - images), atol=1e-5)


def test_contrast_and_brightness_drop_out():
    images = characters(5, seed=2, preset="plain").images
    np.testing.assert_allclose(hog(images), hog(0.4 * images + 0.3), atol=1e-3)


def test_each_pixel_votes_in_its_own_cell():
    image = np.zeros((1, 8, 8))
    image[0, 5, 5:] = 1
    votes = cell_histograms(image).sum(axis=-1)[0]
    assert votes[0, 0] == votes[0, 1] == 0
    assert votes[1, 1] > 0


def test_nothing_to_see_gives_zeros():
    assert not hog(np.zeros((2, 28, 28))).any()
    assert hog(np.zeros((0, 28, 28))).shape == (0, 1296)


def test_blocks_have_length_one():
    blocks = normalised_blocks(cell_histograms(characters(3, seed=0).images))
    np.testing.assert_allclose(np.linalg.norm(blocks, axis=-1), 1, atol=1e-2)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: hog(np.zeros((28, 28))), r"\(N, H, W\); got \(28, 28\)"),
        (lambda: hog(np.zeros((1, 28, 28)), cell=5), "Cells of 5×5 do not fill an image of 28×28"),
        (lambda: hog(np.zeros((1, 8, 8)), block=3), "does not fit into"),
    ],
)
def test_what_cannot_be_described_is_said(call, said):
    with pytest.raises(ValueError, match=said):
        call()
