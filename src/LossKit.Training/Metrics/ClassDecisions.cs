namespace LossKit;

/// <summary>Measures that look at the predicted class alone.</summary>
internal static class ClassDecisions
{
    /// <summary>The share of rows predicted right.</summary>
    public static double Accuracy(ClassProbabilities probabilities)
    {
        var right = 0;
        for (var i = 0; i < probabilities.RowCount; i++)
            if (probabilities.Predicted(i) == probabilities.Labels[i]) right++;
        return right / (double)probabilities.RowCount;
    }

    /// <summary>The mean of 2·TP / (2·TP + FP + FN) over the classes that are true or predicted anywhere.</summary>
    public static double MacroF1(ClassProbabilities probabilities)
    {
        var truePositives = new int[probabilities.ClassCount];
        // TP + FN and TP + FP together, the denominator of F1.
        var mentions = new int[probabilities.ClassCount];
        for (var i = 0; i < probabilities.RowCount; i++)
        {
            var predicted = probabilities.Predicted(i);
            mentions[predicted]++;
            mentions[probabilities.Labels[i]]++;
            if (predicted == probabilities.Labels[i]) truePositives[predicted]++;
        }

        double sum = 0;
        var classes = 0;
        for (var c = 0; c < mentions.Length; c++)
        {
            if (mentions[c] == 0) continue;
            sum += 2.0 * truePositives[c] / mentions[c];
            classes++;
        }

        return sum / classes;
    }
}
