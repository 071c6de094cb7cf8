def rendered(subject):
    return []
