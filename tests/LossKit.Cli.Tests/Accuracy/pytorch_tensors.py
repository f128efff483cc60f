"""Losses of embeddings, regions, boxes and the rest in PyTorch: its own where it has them, else what people write."""
import math

import torch
import torch.nn.functional as F


def unit(x):
    return F.normalize(x, dim=1, eps=1e-12)


def squared(x, y):
    return ((x - y) ** 2).sum(1)


DISTANCES = {
    "euclidean": lambda x, y: torch.sqrt(squared(x, y)), "squared-euclidean": squared,
    "cosine": lambda x, y: 1 - F.cosine_similarity(x, y)}


def reduced(losses, o):
    return {"none": lambda: losses, "mean": losses.mean, "sum": losses.sum}[o.get("reduction", "mean")]()


def contrastive(i, o):
    similar = (i["label"] == o.get("similar-label", 1)).to(i["x1"].dtype)
    d2 = squared(i["x1"], i["x2"])
    loss = similar * d2 + (1 - similar) * F.relu(o.get("margin", 1) - torch.sqrt(d2)) ** 2
    return loss / 2 if o.get("half") else loss


def triplet(i, o):
    a, p, n = i["anchor"], i["positive"], i["negative"]
    if "distance" in o:
        d = DISTANCES[o["distance"]]
        return F.triplet_margin_with_distance_loss(a, p, n, distance_function=d, margin=o.get("margin", 1), swap=o.get("swap", False), reduction="none")
    return F.triplet_margin_loss(a, p, n, o.get("margin", 1), eps=0, swap=o.get("swap", False), reduction="none")


def online_triplet(i, o):
    x, labels, d, losses = i["embeddings"], i["labels"].tolist(), DISTANCES[o.get("distance", "euclidean")], []
    margin, mining, rows = o.get("margin", 1), o.get("mining", "batch-hard"), range(len(i["embeddings"]))
    far = [[d(x[a:a + 1], x[b:b + 1])[0] if a != b else None for b in rows] for a in rows]
    for a in rows:
        positives = [far[a][b] for b in rows if b != a and labels[a] == labels[b]]
        negatives = [far[a][b] for b in rows if labels[a] != labels[b]]
        if mining == "batch-hard" and positives and negatives:
            losses.append(F.relu(torch.stack(positives).max() - torch.stack(negatives).min() + margin))
        if mining == "batch-all":
            losses += [loss for p in positives for n in negatives if (loss := F.relu(p - n + margin)) > 0]
        if mining == "semi-hard":
            for p in positives:
                between = [n for n in negatives if p < n < p + margin]
                losses += [F.relu(p - torch.stack(between).min() + margin)] if between else []
    return reduced(torch.stack(losses), o)


def groups(i):
    s, labels = unit(i["embeddings"]) @ unit(i["embeddings"]).T, i["labels"]
    same = labels[:, None] == labels[None, :]
    for row in range(len(labels)):
        others = torch.arange(len(labels)) != row
        yield s[row][same[row] & others], s[row][~same[row]]


def multi_similarity(i, o):
    alpha, beta, base = o.get("alpha", 2), o.get("beta", 50), o.get("base", 0.5)
    return torch.stack([torch.log1p(torch.exp(-alpha * (p - base)).sum()) / alpha + torch.log1p(torch.exp(beta * (n - base)).sum()) / beta
                        for p, n in groups(i)])


def circle(i, o):
    m, gamma, losses = o.get("margin", 0.4), o.get("gamma", 80), []
    for p, n in groups(i):
        push = gamma * F.relu(n.detach() + m) * (n - m)
        pull = -gamma * F.relu(1 + m - p.detach()) * (p - 1 + m)
        losses.append(F.softplus(torch.logsumexp(push, 0) + torch.logsumexp(pull, 0)))
    return torch.stack(losses)


def nt_xent(i, o):
    views, pairs = unit(torch.cat([i["x1"], i["x2"]])), len(i["x1"])
    s = (views @ views.T / o.get("temperature", 0.5)).masked_fill(torch.eye(2 * pairs, dtype=torch.bool), float("-inf"))
    losses = F.cross_entropy(s, (torch.arange(2 * pairs) + pairs) % (2 * pairs), reduction="none")
    return losses if o.get("symmetric", True) else losses[:pairs]


def info_nce(i, o):
    s = unit(i["query"]) @ unit(i["keys"]).T / o.get("temperature", 0.07)
    labels = torch.arange(len(s))
    loss = F.cross_entropy(s, labels, reduction="none")
    return (loss + F.cross_entropy(s.T, labels, reduction="none")) / 2 if o.get("symmetric") else loss


def sup_con(i, o):
    x, labels = unit(i["embeddings"]), i["labels"]
    own = torch.eye(len(x), dtype=torch.bool)
    log_p = torch.log_softmax((x @ x.T / o.get("temperature", 0.1)).masked_fill(own, float("-inf")), 1)
    same = (labels[:, None] == labels[None, :]) & ~own
    return -torch.stack([row[mask].mean() for row, mask in zip(log_p, same) if mask.any()]).mean()


def siglip(i, o):
    logits = o.get("scale", 10) * (unit(i["x1"]) @ unit(i["x2"]).T) + o.get("bias", -10)
    return -F.logsigmoid((2 * torch.eye(len(logits)) - 1) * logits).sum() / len(logits)


def n_pair(i, o):
    x1, x2 = i["x1"], i["x2"]
    loss = F.cross_entropy(x1 @ x2.T, torch.arange(len(x1)), reduction="none")
    return loss + o.get("l2", 0) * ((x1 ** 2).sum(1) + (x2 ** 2).sum(1)) / 2


def angular(margin_of):
    def loss(i, o):
        cosines, y = unit(i["embeddings"]) @ unit(i["centres"]).T, i["target"]
        own = F.one_hot(y, cosines.shape[1]).bool()
        return F.cross_entropy(o.get("scale", 64) * torch.where(own, margin_of(cosines, o), cosines), y, reduction="none")
    return loss


def arc(cosines, o):
    margin = o.get("margin", 0.5)
    angle = torch.acos(cosines)
    return torch.where(angle + margin <= math.pi, torch.cos(angle + margin), cosines - margin * math.sin(margin))


def proxy_anchor(i, o):
    alpha, margin = o.get("alpha", 32), o.get("margin", 0.1)
    s, y = unit(i["embeddings"]) @ unit(i["proxies"]).T, i["target"]
    own = F.one_hot(y, s.shape[1]).bool()
    pull = torch.where(own, torch.exp(-alpha * (s - margin)), torch.zeros_like(s)).sum(0)
    push = torch.where(own, torch.zeros_like(s), torch.exp(alpha * (s + margin))).sum(0)
    return s.shape[1] / len(y.unique()) * torch.log1p(pull) + torch.log1p(push)


def probabilities(i, o):
    z = i["prediction"]
    p = {"none": lambda: z, "sigmoid": lambda: torch.sigmoid(z), "softmax": lambda: torch.softmax(z, 1)}[o.get("activation", "none")]()
    t = F.one_hot(i["target"], z.shape[1]).movedim(-1, 1).to(z.dtype) if i["target"].dim() < z.dim() else i["target"]
    return p, t


def overlap(i, o, alpha, beta, smooth):
    p, t = probabilities(i, o)
    axes = {"all": (0, 1, 2), "class": (0, 2), "sample-class": (2,)}[o.get("scope", "all")]
    tp, fp, fn = (p * t).sum(axes), (p * (1 - t)).sum(axes), ((1 - p) * t).sum(axes)
    return 1 - (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)


def dice(i, o):
    if not o.get("squared-denominator"):
        return overlap(i, o, 0.5, 0.5, o.get("smooth", 1) / 2)
    p, t = probabilities(i, o)
    return 1 - (2 * (p * t).sum() + o.get("smooth", 1)) / ((p ** 2).sum() + (t ** 2).sum() + o.get("smooth", 1))


def tversky(i, o):
    return overlap(i, o, o.get("alpha", 0.5), o.get("beta", 0.5), o.get("smooth", 1))


def cross_entropy_dice(i, o):
    score = overlap(i, {"activation": "softmax", "scope": "class"}, 0.5, 0.5, o.get("smooth", 1) / 2).mean()
    return o.get("ce-weight", 0.5) * F.cross_entropy(i["prediction"], i["target"]) + o.get("dice-weight", 0.5) * score


def generalized_dice(i, o):
    p, t = probabilities(i, o)
    axes = (2,) if o.get("scope") == "sample" else (0, 2)
    size = t.sum(axes)
    weights = torch.where(size > 0, 1 / size ** 2, torch.zeros_like(size))
    weights = torch.where(size > 0, weights, weights.amax(-1, keepdim=True).expand_as(weights))
    s = o.get("smooth", 0)
    return 1 - (2 * (weights * (p * t).sum(axes)).sum(-1) + s) / ((weights * (p + t).sum(axes)).sum(-1) + s)


def lovasz(i, o):
    binary, losses = o.get("mode") == "binary", []
    p, t = probabilities(i, {"activation": "none" if binary else "softmax"})
    for c in range(p.shape[1]):
        row, truth = p[:, c].reshape(-1), t[:, c].reshape(-1)
        errors, order = (F.relu(1 - row * (2 * truth - 1)) if binary else (truth - row).abs()).sort(descending=True)
        truth = truth[order]
        jaccard = 1 - (truth.sum() - truth.cumsum(0)) / (truth.sum() + (1 - truth).cumsum(0))
        losses.append(errors @ torch.cat([jaccard[:1], jaccard[1:] - jaccard[:-1]]))
    return torch.stack(losses).mean()


def boxes(loss, epsilon=1e-7):
    def of(i, o):
        p, t = i["prediction"], i["target"]
        low, high = torch.maximum(p[:, :2], t[:, :2]), torch.minimum(p[:, 2:], t[:, 2:])
        shared = F.relu(high - low).prod(1)
        side, other = p[:, 2:] - p[:, :2], t[:, 2:] - t[:, :2]
        union = side.prod(1) + other.prod(1) - shared
        iou = shared / (union + epsilon)
        span = torch.maximum(p[:, 2:], t[:, 2:]) - torch.minimum(p[:, :2], t[:, :2])
        if loss == "giou":
            return 1 - iou + (span.prod(1) - union) / (span.prod(1) + epsilon)
        if loss == "box-iou":
            return 1 - iou
        result = 1 - iou + (((p[:, :2] + p[:, 2:] - t[:, :2] - t[:, 2:]) / 2) ** 2).sum(1) / ((span ** 2).sum(1) + epsilon)
        if loss == "eiou":
            return result + ((side - other) ** 2 / (span ** 2 + epsilon)).sum(1)
        if loss == "ciou":
            v = 4 / math.pi ** 2 * (torch.atan(other[:, 0] / other[:, 1]) - torch.atan(side[:, 0] / side[:, 1])) ** 2
            return result + (v / (1 - iou + v + epsilon)).detach() * v
        return result
    return of


LOSSES = {
    "contrastive": contrastive, "triplet": triplet, "online-triplet": online_triplet, "multi-similarity": multi_similarity, "circle": circle,
    "cosine-embedding": lambda i, o: F.cosine_embedding_loss(i["x1"], i["x2"], i["label"], o.get("margin", 0), reduction="none"),
    "margin-ranking": lambda i, o: F.margin_ranking_loss(i["x1"], i["x2"], i["label"], o.get("margin", 0), reduction="none"),
    "nt-xent": nt_xent, "info-nce": info_nce, "sup-con": sup_con, "siglip": siglip, "n-pair": n_pair,
    "arcface": angular(arc), "cosface": angular(lambda cosines, o: cosines - o.get("margin", 0.35)), "proxy-anchor": proxy_anchor,
    "dice": dice, "tversky": tversky, "jaccard": lambda i, o: overlap(i, o, 1, 1, o.get("smooth", 1)),
    "focal-tversky": lambda i, o: tversky(i, o) ** o.get("gamma", 0.75),
    "cross-entropy-dice": cross_entropy_dice, "generalized-dice": generalized_dice, "lovasz": lovasz,
    **{loss: boxes(loss) for loss in ("box-iou", "giou", "diou", "ciou", "eiou")},
}
