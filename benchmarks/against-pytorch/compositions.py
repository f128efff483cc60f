"""The rows in PyTorch: its own function where it has one, and what people write where it has none."""
import math

import torch
import torch.nn.functional as F


def mse(prediction, target):
    return F.mse_loss(prediction, target)


def mae(prediction, target):
    return F.l1_loss(prediction, target)


def huber(prediction, target):
    return F.huber_loss(prediction, target)


def smooth_l1(prediction, target):
    return F.smooth_l1_loss(prediction, target)


def quantile(prediction, target, q=0.9):
    error = target - prediction
    return torch.maximum((q - 1) * error, q * error).mean()


def hinge(prediction, target):
    return F.relu(1 - target * prediction).mean()


def log_cosh(prediction, target):
    error = prediction - target
    return (error + F.softplus(-2 * error) - math.log(2)).mean()


def bce_with_logits(prediction, target):
    return F.binary_cross_entropy_with_logits(prediction, target)


def soft_margin(prediction, target):
    return F.soft_margin_loss(prediction, target)


def poisson_nll(prediction, target):
    return F.poisson_nll_loss(prediction, target)


def sigmoid_focal(prediction, target, alpha=0.25, gamma=2):
    """torchvision.ops.sigmoid_focal_loss, line by line."""
    p = torch.sigmoid(prediction)
    ce_loss = F.binary_cross_entropy_with_logits(prediction, target, reduction="none")
    p_t = p * target + (1 - p) * (1 - target)
    loss = ce_loss * ((1 - p_t) ** gamma)
    alpha_t = alpha * target + (1 - alpha) * (1 - target)
    return (alpha_t * loss).mean()


def cross_entropy(prediction, target):
    return F.cross_entropy(prediction, target)


def smoothed_cross_entropy(prediction, target):
    return F.cross_entropy(prediction, target, label_smoothing=0.1)


def focal(prediction, target, alpha=0.25, gamma=2):
    ce = F.cross_entropy(prediction, target, reduction="none")
    return (alpha * (1 - torch.exp(-ce)) ** gamma * ce).mean()


def poly1_cross_entropy(prediction, target, epsilon=1):
    ce = F.cross_entropy(prediction, target, reduction="none")
    return (ce + epsilon * (1 - torch.exp(-ce))).mean()


def dice(prediction, target, smooth=1):
    probability = torch.softmax(prediction, 1)
    truth = F.one_hot(target, prediction.shape[1]).movedim(-1, 1).to(prediction.dtype)
    dimensions = (0, 2, 3)
    overlap = (probability * truth).sum(dimensions)
    total = probability.sum(dimensions) + truth.sum(dimensions)
    return (1 - (2 * overlap + smooth) / (total + smooth)).mean()


def ctc(logits, targets, input_lengths, target_lengths):
    return F.ctc_loss(F.log_softmax(logits, 2), targets, input_lengths, target_lengths)


def nt_xent(x1, x2, temperature=0.5):
    z = F.normalize(torch.cat([x1, x2]))
    similarity = z @ z.T / temperature
    similarity.fill_diagonal_(float("-inf"))
    count = len(x1)
    return F.cross_entropy(similarity, torch.arange(2 * count).roll(count))


def batch_hard(embeddings, labels, margin=1):
    distance = torch.cdist(embeddings, embeddings)
    same = labels[:, None] == labels[None, :]
    itself = torch.eye(len(labels), dtype=torch.bool)
    farthest = distance.masked_fill(~same | itself, float("-inf")).max(1).values
    nearest = distance.masked_fill(same, float("inf")).min(1).values
    return F.relu(farthest - nearest + margin).mean()


def linear_cross_entropy(hidden, weights, bias, target):
    return F.cross_entropy(F.linear(hidden, weights, bias), target)
